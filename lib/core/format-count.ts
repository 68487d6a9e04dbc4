/** A count with thousands separators: 12345 → 12,345. */
export const formatCount = (value: number): string => value.toLocaleString('zh-CN')
