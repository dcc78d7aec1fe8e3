import { createHash } from 'node:crypto';
import type { JsonObject } from '../../src/core/json.ts';
import type { View, WorkspaceSeed } from './types.ts';
import type { Workspace } from './workspace.ts';

/** What every interaction payload says about person, app and workspace. */
export function commonFields(workspace: Workspace, user: string): JsonObject {
  const { seed } = workspace;
  const { id, name } = workspace.user(user);
  return {
    user: { id, username: name, name, team_id: seed.team.id },
    api_app_id: seed.app.id,
    token: verificationToken(seed),
    team: { id: seed.team.id, domain: seed.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A view as payloads carry it. */
export function viewField({ seed }: Workspace, view: View): JsonObject {
  return { ...view, app_installed_team_id: seed.team.id };
}

/** Slack's old, deprecated proof of origin; still in every payload, and never to be relied on. */
export function verificationToken({ app }: WorkspaceSeed): string {
  return createHash('sha256').update(app.id).digest('base64url').slice(0, 24);
}
