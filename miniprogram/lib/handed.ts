/**
 * The address that the next web page opens. Handed over in memory: the query of a native page is seen by WeChat's
 * statistics and stands in shared cards, and a ticket must stand in neither.
 */
let handed: string | null = null

const WEB = '/pages/web/web'

export function openWeb(url: string): void {
  handed = url
  void wx.navigateTo({ url: WEB })
}

/** In place of the native page that is open: back leads to what was before it, and the ten pages WeChat allows are not used up. */
export function replaceByWeb(url: string): void {
  handed = url
  void wx.redirectTo({ url: WEB })
}

/** Taken once: a page that is opened again gets nothing that was used. */
export function takeHanded(): string | null {
  const url = handed
  handed = null
  return url
}
