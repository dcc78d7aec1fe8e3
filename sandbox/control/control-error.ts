/** The caller of the control door asked for something that cannot be done. The message names the cause and the cure. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  /** The HTTP status. */
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/**
 * Does what somebody asked for; what the local Slack or AWS refuses becomes a 400 with their own words. Only for
 * calls into them: their errors are answers to the caller, and not faults of the sandbox.
 */
export async function asked<T>(act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new ControlError(error instanceof Error ? error.message : String(error));
  }
}
