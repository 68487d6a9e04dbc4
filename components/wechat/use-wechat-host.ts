import { useEffect, useState } from 'react'
import { type WechatHost, wechatHost } from '@/lib/client/wechat-sdk'

/** What of WeChat shows the page; null elsewhere, and before the page has rendered. */
export function useWechatHost(): WechatHost | null {
  const [host, setHost] = useState<WechatHost | null>(null)
  useEffect(() => setHost(wechatHost(navigator.userAgent)), [])
  return host
}
