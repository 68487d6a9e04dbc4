import type { Metadata } from 'next'
import { GuidePage } from '@/components/photo/guide/guide-page'

export const metadata: Metadata = { title: '各种铭牌的说明' }

export default function OwnerGuidePage() {
  return <GuidePage />
}
