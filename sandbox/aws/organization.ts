/** The one organisation of the simulated AWS; the hub is its management account. */
export interface CentralState {
  readonly exists: boolean;
  /** Trusted access for IAM. */
  readonly iamTrusted: boolean;
  /** How root is managed centrally. */
  readonly features: readonly ('RootCredentialsManagement' | 'RootSessions')[];
  /** Delegated administrators of IAM. */
  readonly iamAdministrators: readonly string[];
  /** A service control policy that denies root: with the exemption for AssumeRoot, without it, some actions only, or none. */
  readonly rootDenial: 'exempting' | 'blocking' | 'partial' | 'none';
  /** What that policy is attached to; `halves`: to one unit, and a second one like it to the other. */
  readonly denialTarget: 'root' | 'unit' | 'nothing' | 'halves';
}

/** The id of the organisation. */
export const organizationId = 'o-exampleorgid';

/** An organisation that manages root as it should. */
export const healthyCentral: CentralState = {
  exists: true,
  iamTrusted: true,
  features: ['RootCredentialsManagement', 'RootSessions'],
  iamAdministrators: [],
  rootDenial: 'exempting',
  denialTarget: 'root',
};

/** The service control policy, or none. */
export function rootDenialPolicy({ rootDenial }: CentralState): string | undefined {
  if (rootDenial === 'none') return undefined;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DenyRoot',
        Effect: 'Deny',
        Action: rootDenial === 'partial' ? ['ec2:*', 's3:*'] : '*',
        Resource: '*',
        Condition: {
          StringLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' },
          ...(rootDenial === 'exempting' && { Null: { 'aws:AssumedRoot': 'true' } }),
        },
      },
    ],
  });
}
