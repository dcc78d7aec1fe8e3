import { endpointFor } from '../aws/endpoint.ts';
import { createJsonCall, type JsonCall } from '../aws/json-call.ts';
import { createQueryCall, type QueryCall } from '../aws/query-call.ts';
import type { SignedCallOptions } from '../aws/signed-call.ts';
import { type Config, environment, environmentCredentials } from '../config.ts';

/** An SDK-less call of one service that speaks JSON. */
export function jsonCall(
  config: Config,
  service: string,
  targetPrefix: string,
  version: '1.0' | '1.1',
): JsonCall {
  return createJsonCall({ ...ownCall(config, service), targetPrefix, version });
}

/** An SDK-less call of one service that speaks the Query protocol. */
export function queryCall(config: Config, service: string, version: string): QueryCall {
  return createQueryCall({ ...ownCall(config, service), version });
}

/** In the function's own Region, with the function's own credentials; 2 s an attempt. */
function ownCall({ region }: Config, service: string): SignedCallOptions {
  return {
    service,
    region,
    endpoint: endpointFor(service, region, environment()),
    credentials: environmentCredentials,
    clock: Date.now,
    timeoutMs: 2_000,
  };
}
