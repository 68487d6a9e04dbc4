import type { Metadata } from 'next'
import { PrivacyPage } from '@/components/consent/privacy-page'
import { ownerPath } from '@/lib/core/own-path'

export const metadata: Metadata = { title: '个人信息保护告知' }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export default async function OwnerPrivacyPage({ searchParams }: Props) {
  const { next } = await searchParams
  return <PrivacyPage next={ownerPath(next)} />
}
