export function sentenceFor(error: unknown): string {
  return error instanceof Error && error.message ? error.message : '系统出现问题，请稍后再试'
}
