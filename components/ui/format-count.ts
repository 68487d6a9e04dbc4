/** A count with thousands separators, e.g. 12,345. */
export const formatCount = (value: number): string => value.toLocaleString('zh-CN')
