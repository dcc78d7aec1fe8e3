/**
 * The IAM users of every simulated account. They are there to be mistaken: `groot` ends like root, and a comma is
 * legal in a user name (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
 */
export const iamUsers = [
  { name: 'groot', id: 'AIDAGROOTEXAMPLE00001' },
  { name: 'kim,lee', id: 'AIDAKIMLEEEXAMPLE0002' },
  { name: 'build-robot', id: 'AIDAROBOTEXAMPLE00003' },
] as const;
