/** How many bytes in front of a list its key is looked for. */
export const lookBack = 64;

/** The list of a CloudTrail file, or of `aws cloudtrail lookup-events`. */
const listKey = /(?:^|[^\\])"(?:Records|Events)"\s*:\s*$/;

/**
 * True if these bytes end in the key of a list of records and its colon.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 */
export function endsInListKey(bytes: Buffer): boolean {
  return listKey.test(bytes.toString('latin1', Math.max(0, bytes.length - lookBack)));
}
