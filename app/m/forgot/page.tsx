import type { Metadata } from 'next'
import { ForgotPage } from '@/components/account/forgot-page'
import { ownerPath } from '@/lib/core/own-path'

export const metadata: Metadata = { title: '忘记密码' }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export default async function OwnerForgotPage({ searchParams }: Props) {
  const { next } = await searchParams
  return <ForgotPage next={ownerPath(next)} />
}
