import type { Metadata } from 'next'
import { RegisterPage } from '@/components/account/register-page'
import { ownerPath } from '@/lib/core/own-path'

export const metadata: Metadata = { title: '注册' }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export default async function OwnerRegisterPage({ searchParams }: Props) {
  const { next } = await searchParams
  return <RegisterPage next={ownerPath(next)} />
}
