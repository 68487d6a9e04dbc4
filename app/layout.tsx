import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { OldBrowser } from '@/components/ui/old-browser'
import { palette, paletteCss } from '@/components/ui/palette'
import './globals.css'

export const metadata: Metadata = {
  title: { default: '非道路移动机械环保登记', template: '%s · 非道路移动机械环保登记' },
  description: '非道路移动机械环保信息登记管理',
  icons: {
    icon: [
      { url: '/favicon.ico', sizes: '32x32' },
      { url: '/icon.svg', type: 'image/svg+xml' },
    ],
    apple: '/apple-touch-icon.png',
  },
  // Browsers with two engines (360, QQ, Sogou) would open government sites in the Internet Explorer engine.
  other: { renderer: 'webkit', 'force-rendering': 'webkit' },
}
export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: palette.brand }

/**
 * Bare on purpose: public pages load no component library; each group of pages adds what it needs. Every page is rendered
 * per request: a prerendered page would lack the nonce that its scripts need to run (proxy.ts).
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection()
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    // 大字版 marks it before React is there.
    <html lang="zh-CN" suppressHydrationWarning>
      <head>
        <style
          nonce={nonce}
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant text, under the page's nonce
          dangerouslySetInnerHTML={{ __html: paletteCss }}
        />
      </head>
      <body>
        <OldBrowser nonce={nonce} />
        {children}
      </body>
    </html>
  )
}
