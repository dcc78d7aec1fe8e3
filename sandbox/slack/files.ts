import { secret, slackId } from './ids.ts';
import { SlackRefusal } from './refusal.ts';
import type { Reply } from './reply.ts';
import type { Workspace } from './workspace.ts';

/** A file on its way or in the workspace. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  /** In bytes, as it was announced. */
  readonly length: number;
  /** The secret part of the address that its bytes go to. */
  readonly ticket: string;
  title: string;
  /** Absent until they were uploaded. */
  bytes?: Buffer;
  /** True once the upload was completed: it cannot be completed twice. */
  complete: boolean;
}

/** Where the bytes of files go; Slack's own is https://files.slack.com/upload/v1/… */
export const uploadPath = '/upload/v1/';

/** Makes room for a file. */
export function announceFile(workspace: Workspace, name: string, length: number): StoredFile {
  const file: StoredFile = {
    id: slackId('F'),
    name,
    length,
    ticket: secret(24),
    title: name,
    complete: false,
  };
  workspace.files.set(file.id, file);
  return file;
}

/**
 * Takes the bytes of a file, once, as they are or as a form with one part. Slack answers 200 if it took them, and something else
 * if not: https://docs.slack.dev/reference/methods/files.getUploadURLExternal
 */
export function takeBytes(
  workspace: Workspace,
  path: string,
  contentType: string | undefined,
  body: Buffer,
): Reply {
  const ticket = path.slice(uploadPath.length);
  const file = [...workspace.files.values()].find((each) => each.ticket === ticket);
  if (file === undefined || file.bytes !== undefined) return { status: 404, body: 'No such upload' };
  const bytes = /^multipart\/form-data/i.test(contentType ?? '') ? onlyPart(contentType ?? '', body) : body;
  // What was announced is what comes; Slack cuts or refuses the rest, and neither would be the file.
  if (bytes === undefined || bytes.length !== file.length) return { status: 400, body: 'Wrong length' };
  file.bytes = bytes;
  return { status: 200, body: `OK - ${bytes.length}` };
}

/** The file behind an id whose bytes are there and that was not shared yet. Throws file_not_found. */
export function uploadedFile(workspace: Workspace, id: unknown): StoredFile {
  const file = typeof id === 'string' ? workspace.files.get(id) : undefined;
  if (file?.bytes === undefined || file.complete) throw new SlackRefusal('file_not_found');
  return file;
}

/** A file as messages and answers carry it: https://docs.slack.dev/reference/objects/file-object */
export function fileObject({ id, name, title, length }: StoredFile) {
  return { id, name, title, size: length, mode: 'hosted', filetype: name.split('.').at(-1) ?? 'binary' };
}

/** The content of the first part of a multipart body: https://www.rfc-editor.org/rfc/rfc7578 */
function onlyPart(contentType: string, body: Buffer): Buffer | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  const start = body.indexOf('\r\n\r\n');
  const end = boundary === undefined ? -1 : body.indexOf(`\r\n--${boundary}`, start);
  return start < 0 || end < 0 ? undefined : body.subarray(start + 4, end);
}
