/** Stages that occur in older registers only and are in no list. */
const OLD: Record<string, string> = { '5': '国五', '6': '国六' }

export function stageName(code: string, stages: Record<string, string> | undefined): string {
  return stages?.[code] ?? OLD[code] ?? code
}
