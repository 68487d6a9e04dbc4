/** Decodes the percent escapes of a path or a cookie; null when they are not valid UTF-8. */
export function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
