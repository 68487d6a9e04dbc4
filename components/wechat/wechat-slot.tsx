'use client'

import dynamic from 'next/dynamic'
import { useWechatHost } from './use-wechat-host'

/** Loaded inside WeChat only. */
const WechatTools = dynamic(() => import('./wechat-tools').then((module) => module.WechatTools), {
  ssr: false,
})
const NativeSignIn = dynamic(() => import('./native-sign-in').then((module) => module.NativeSignIn), {
  ssr: false,
})

/** What only WeChat offers, on the first page. */
export function WechatSlot() {
  const host = useWechatHost()
  return host ? <WechatTools host={host} /> : null
}

/** In the mini program: signing in by WeChat, on its native page. */
export function NativeSignInSlot() {
  return useWechatHost() === 'miniProgram' ? <NativeSignIn /> : null
}
