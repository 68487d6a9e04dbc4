import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SetUpPage } from '@/components/staff/set-up-page'
import { ownPath } from '@/lib/core/own-path'
import { findPageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '登录设置' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What has to be done before anything else; the server refuses the rest until then. */
export default async function SetUp({ searchParams }: Props) {
  const target = ownPath((await searchParams).next)
  const actor = await findPageActor()
  if (!actor) redirect(`/login?${new URLSearchParams({ next: target })}`)
  if (!actor.session?.setUp) redirect(target)
  const { id, name, username, role, bureauId, bureauName, divisionCode } = actor
  return (
    <SetUpPage
      step={actor.session.setUp}
      actor={{ id, name, username, role, bureauId, bureauName, divisionCode }}
    />
  )
}
