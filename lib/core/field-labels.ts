/** Chinese names of fields of the API, by the end of their path, for messages that a schema has no words of its own for. */
const labels = new Map<string, string>([
  ['version', '版本号'],
  ['id', '编号'],
  ['ids', '编号'],
  ['name', '名称'],
  ['phone', '手机号'],
  ['password', '密码'],
  ['idNumber', '证件号码'],
  ['reason', '原因'],
  ['reasons', '原因'],
  ['type', '类型'],
  ['limit', '每页条数'],
  ['cursor', '翻页位置'],
  ['count', '数量'],
  ['photos', '照片'],
])

/** Adds what a feature knows of its own fields: path (`machine.brand`) and label (机械品牌). */
export function nameFields(named: Iterable<readonly [path: string, label: string]>): void {
  for (const [path, label] of named) labels.set(path, label)
}

/**
 * How a message names a field: its label, with the path for whoever writes a program; the path alone where nobody has named it.
 * @returns empty for the value as a whole
 */
export function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return ''
  const whole = path.map(String).join('.')
  // machine.brand before brand; of an item of a list, the list's.
  const names = path.filter((part) => typeof part === 'string')
  const ends = names.map((_, at) => names.slice(at).join('.'))
  const label = ends.map((end) => labels.get(end)).find((found) => found !== undefined)
  return label ? `${label}（${whole}）` : `“${whole}”`
}
