declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** A DynamoDB server on LevelDB. Closing the server closes the database too. */
  export default function dynalite(options?: {
    /** LevelDB's folder; in memory without it. */
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
    readonly maxItemSizeKb?: number;
  }): Server;
}
