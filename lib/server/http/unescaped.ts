/** A text of an address or a cookie without its percent escapes; null where they are no UTF-8. */
export function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
