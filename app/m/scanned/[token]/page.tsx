import type { Metadata } from 'next'
import { ScannedMachine } from '@/components/check/scanned-machine'

export const metadata: Metadata = { title: '扫到的机械', robots: { index: false } }

type Props = { params: Promise<{ token: string }> }

export default async function ScannedPage({ params }: Props) {
  return <ScannedMachine token={(await params).token} />
}
