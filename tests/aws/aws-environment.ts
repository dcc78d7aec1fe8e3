import type { AwsFixture } from '../sandbox/aws/local-aws-fixture.ts';

/** Points the SDK's own environment variables at a simulated AWS, as an installation does, and restores them after. */
export function useAwsEnvironment(fixture: AwsFixture): void {
  const before = { ...process.env };
  beforeAll(() => {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: fixture.aws.endpoint,
      AWS_ACCESS_KEY_ID: fixture.aws.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: fixture.aws.credentials.secretAccessKey,
      AWS_REGION: 'us-east-1',
    });
    delete process.env.AWS_SESSION_TOKEN;
    delete process.env.AWS_PROFILE;
  });
  afterAll(() => {
    process.env = before;
  });
}
