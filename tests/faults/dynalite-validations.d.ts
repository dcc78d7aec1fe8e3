declare module 'dynalite/validations/index.js' {
  /** What DynamoDB finds wrong with a request's expressions and placeholders; nothing if they are right. */
  export function validateExpressions(request: object): string | undefined;
}
