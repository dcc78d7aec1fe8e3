import { endpointFor } from '../aws/endpoint.ts';
import { createJsonCall, type JsonCall } from '../aws/json-call.ts';
import { type Config, environment, environmentCredentials } from '../config.ts';

/** An SDK-less call of one service in the function's own Region, with the function's own credentials; 2 s an attempt. */
export function jsonCall(
  { region }: Config,
  service: string,
  targetPrefix: string,
  version: '1.0' | '1.1',
): JsonCall {
  return createJsonCall({
    service,
    targetPrefix,
    version,
    region,
    endpoint: endpointFor(service, region, environment()),
    credentials: environmentCredentials,
    clock: Date.now,
    timeoutMs: 2_000,
  });
}
