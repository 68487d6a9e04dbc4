import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { AdmissionGate } from '@/components/account/admission-gate'
import { SignInGate } from '@/components/account/sign-in-gate'
import { ConsentBanner } from '@/components/consent/consent-banner'
import { MobileProviders } from '@/components/mobile/mobile-providers'
import { EarlyCalls } from './early-calls'
import { HostAndSize } from './host-and-size'
import './mobile.css'

export const metadata: Metadata = {
  title: { default: '非道路移动机械环保信息采集', template: '%s · 非道路移动机械环保信息采集' },
  description: '非道路移动机械环保编码登记与信息变更',
  manifest: '/manifest.webmanifest',
}

/** Up to the edges of phones with a notch; bars and buttons stay within `env(safe-area-inset-…)`. */
export const viewport: Viewport = { viewportFit: 'cover' }

export default function OwnerLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <HostAndSize />
      <EarlyCalls />
      <MobileProviders>
        <ConsentBanner />
        {children}
        <SignInGate />
        <AdmissionGate />
      </MobileProviders>
    </>
  )
}
