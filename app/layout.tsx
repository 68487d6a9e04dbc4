import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import './globals.css'

export const metadata: Metadata = {
  title: { default: '非道路移动机械环保登记', template: '%s · 非道路移动机械环保登记' },
  description: '非道路移动机械环保信息登记管理',
}
export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: '#3555da' }

/**
 * Bare on purpose: public pages load no component library; each group of pages adds what it needs. Every page is made for
 * its request, since a page made beforehand would lack the nonce without which its scripts do not run (proxy.ts).
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection()
  return (
    <html lang="zh-CN">
      <body>{children}</body>
    </html>
  )
}
