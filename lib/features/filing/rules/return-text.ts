/**
 * The text of a return reason as owner and officers read it: its name, followed by the officer's own text. A text that
 * repeats the name in front is not given it twice.
 * @param name of the list item
 * @param own empty or absent where the officer added nothing
 */
export function reasonText(name: string, own: string | undefined): string {
  const text = own?.trim() ?? ''
  if (text === '') return name
  return text.startsWith(name) ? text : `${name}：${text}`
}
