import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInPage } from '@/components/staff/sign-in-page'
import { ownPath } from '@/lib/core/own-path'
import { findPageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '登录' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function LoginPage({ searchParams }: Props) {
  const { next, expired } = await searchParams
  const target = ownPath(next)
  if (await findPageActor()) redirect(target)
  return <SignInPage next={target} expired={expired !== undefined} />
}
