import type { Metadata } from 'next'
import { SignInPage } from '@/components/account/sign-in-page'
import { ownerPath } from '@/lib/core/own-path'

export const metadata: Metadata = { title: '登录' }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export default async function OwnerSignInPage({ searchParams }: Props) {
  const { next } = await searchParams
  return <SignInPage next={ownerPath(next)} />
}
