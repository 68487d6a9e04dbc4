import type { Metadata } from 'next'
import { CopyPage } from '@/components/own-data/copy-page'

export const metadata: Metadata = { title: '下载我的信息' }

export default function OwnerCopyPage() {
  return <CopyPage />
}
