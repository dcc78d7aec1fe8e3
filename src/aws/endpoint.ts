/**
 * The URL at which a service of a Region answers, with the same overrides as the AWS SDKs: first
 * `AWS_ENDPOINT_URL_<SERVICE>`, then `AWS_ENDPOINT_URL`. `env` is an argument because only `config.ts` reads
 * the environment. Throws an Error that names the variable if its value is no http(s) URL.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function endpointFor(
  service: string,
  region: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const specific = `AWS_ENDPOINT_URL_${service.toUpperCase().replace(/[- ]/g, '_')}`;
  for (const variable of [specific, 'AWS_ENDPOINT_URL']) {
    const value = env[variable];
    // A variable that is set to nothing counts as not set, as in the SDKs.
    if (value !== undefined && value !== '') return checked(variable, value);
  }
  return `https://${service}.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
}

function checked(variable: string, value: string): string {
  const protocol = URL.canParse(value) ? new URL(value).protocol : '';
  if (protocol === 'http:' || protocol === 'https:') return value;
  throw new Error(`${variable} must be an http:// or https:// URL.`);
}
