import type { Metadata } from 'next'
import { OwnDisputePage } from '@/components/dispute/own-dispute-page'

export const metadata: Metadata = { title: '号码申诉' }

export default function OwnDispute() {
  return <OwnDisputePage />
}
