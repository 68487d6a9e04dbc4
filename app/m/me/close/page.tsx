import type { Metadata } from 'next'
import { ClosePage } from '@/components/own-data/close-page'

export const metadata: Metadata = { title: '注销账号' }

export default function OwnerClosePage() {
  return <ClosePage />
}
