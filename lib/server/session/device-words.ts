import Bowser from 'bowser'

/** Browser and system of a User-Agent header, in words that let a person recognise their own computer. */
export function deviceWords(userAgent: string | null): string {
  if (!userAgent) return '未知设备'
  const { browser, os } = Bowser.parse(userAgent.slice(0, 500))
  const parts = [withMajor(browser.name, browser.version), withMajor(os.name, os.versionName)]
  return parts.filter((part) => part !== null).join(' · ') || '未知设备'
}

function withMajor(name: string | undefined, version: string | undefined): string | null {
  if (!name) return null
  const [major] = version?.split('.') ?? []
  return major ? `${name} ${major}` : name
}
