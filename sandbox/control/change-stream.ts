import type { RequestHandler, Response } from 'express';

/** Tells open pages that something changed, as Server-Sent Events. */
export interface ChangeStream {
  /** Sends one `change` event to every page; several calls within a moment are one. */
  notify(): void;
  readonly handler: RequestHandler;
  close(): void;
}

/** Long enough to gather what one act changes, short enough to look immediate. In ms. */
const gather = 30;

/** https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function createChangeStream(): ChangeStream {
  const pages = new Set<Response>();
  let planned: NodeJS.Timeout | undefined;

  const send = () => {
    planned = undefined;
    for (const page of pages) page.write('event: change\ndata: {}\n\n');
  };

  return {
    notify() {
      planned ??= setTimeout(send, gather);
    },
    handler: (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      // The browser reconnects by itself; after a restart of the sandbox this is how fast.
      response.write('retry: 1000\n\n');
      pages.add(response);
      request.on('close', () => pages.delete(response));
    },
    close() {
      clearTimeout(planned);
      for (const page of pages) page.end();
      pages.clear();
    },
  };
}
