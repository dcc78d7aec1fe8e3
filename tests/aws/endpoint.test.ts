import { endpointFor } from '../../src/aws/endpoint.ts';

test("uses AWS's own endpoint of the Region, in China too", () => {
  expect(endpointFor('dynamodb', 'ap-northeast-2', {})).toBe('https://dynamodb.ap-northeast-2.amazonaws.com');
  expect(endpointFor('ssm', 'cn-north-1', {})).toBe('https://ssm.cn-north-1.amazonaws.com.cn');
});

test('prefers the endpoint of the service to the one for all, as the SDKs do', () => {
  const env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_SSM: 'http://127.0.0.1:2' };
  expect(endpointFor('ssm', 'us-east-1', env)).toBe('http://127.0.0.1:2');
  expect(endpointFor('dynamodb', 'us-east-1', env)).toBe('http://127.0.0.1:1');
});

test('takes a variable that is set to nothing as not set', () => {
  const env = { AWS_ENDPOINT_URL: '', AWS_ENDPOINT_URL_SSM: '' };
  expect(endpointFor('ssm', 'us-east-1', env)).toBe('https://ssm.us-east-1.amazonaws.com');
});

test.each(['localhost:4566', 'ftp://127.0.0.1', 'nonsense'])('names the variable that holds %s', (value) => {
  expect(() => endpointFor('ssm', 'us-east-1', { AWS_ENDPOINT_URL_SSM: value })).toThrow(
    'AWS_ENDPOINT_URL_SSM must be an http:// or https:// URL.',
  );
});
