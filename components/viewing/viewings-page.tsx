'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import blocks from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { More } from '@/components/mobile/more'
import { SignedIn } from '@/components/mobile/signed-in'
import { Empty, Failed, Loading } from '@/components/mobile/states'
import { chinaDay, chinaMinute } from '@/lib/core/clock'
import { PURPOSE_LABELS } from '@/lib/features/disclosure/schema'
import { ROLE_LABELS } from '@/lib/features/staff/schema/staff'
import { viewingsQuery } from '@/lib/features/viewing/api'
import { KIND_WORDS } from '@/lib/features/viewing/rules'
import type { Viewing } from '@/lib/features/viewing/schema'

/** 谁看过我的信息, and what this list cannot know. */
export function ViewingsPage() {
  return (
    <MobilePage title="谁看过我的信息" back="/m/me">
      <SignedIn>
        <Viewings />
      </SignedIn>
    </MobilePage>
  )
}

function Viewings() {
  const viewings = useInfiniteQuery(viewingsQuery())
  const { data, error, refetch } = viewings
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  const all = data.pages.flatMap((page) => page.data)
  return (
    <>
      {all.length === 0 ? (
        <Empty
          title="还没有记录"
          hint="本页列出的几种操作，没有查到记录。这不等于没有人看过，没有列出的见下面。"
        />
      ) : (
        <ul className={blocks.cards}>
          {all.map((one) => (
            <ViewingCard key={one.id} viewing={one} />
          ))}
        </ul>
      )}
      <More pages={viewings} />
      <Limits since={data.pages[0]?.recordedSince ?? null} />
    </>
  )
}

function ViewingCard({ viewing: { at, kind, bureauName, role, purpose, about } }: { viewing: Viewing }) {
  return (
    <li className={blocks.card}>
      <strong>{KIND_WORDS[kind]}</strong>
      <dl className={blocks.rows}>
        <div>
          <dt>时间</dt>
          <dd>{chinaMinute(new Date(at))}</dd>
        </div>
        <div>
          <dt>机构和岗位</dt>
          <dd>
            {bureauName}，{ROLE_LABELS[role]}
          </dd>
        </div>
        {about && (
          <div>
            <dt>关于</dt>
            <dd>{about}</dd>
          </div>
        )}
        {(kind === 'REVEALED' || kind === 'REVEALED_PHONE') && (
          <div>
            <dt>目的</dt>
            <dd>{purpose ? PURPOSE_LABELS[purpose] : '当时没有要求填写'}</dd>
          </div>
        )}
      </dl>
    </li>
  )
}

/** What is not recorded person by person is said, so that an empty list is not taken for more than it is. */
function Limits({ since }: { since: string | null }) {
  return (
    <section className={blocks.note} aria-label="这里没有的">
      <h2 style={{ fontSize: '1rem' }}>这里没有的</h2>
      <ul style={{ paddingLeft: 20, listStyle: 'disc' }}>
        {since && <li>{chinaDay(new Date(since))} 以前的，本系统没有记录。</li>}
        <li>
          列出的只有：领取审核，按手机号或证件号码查到您（机械查询、审核列表、身份核验、窗口），看到和答复更正申请，看到号码申诉和凭证明过户，查看完整号码，打印，发放。
        </li>
        <li>看到更正申请、号码申诉和凭证明过户的文字，同一人一小时记一次。</li>
        <li>按领取码、登记号码、机械编号查找，不是按您这个人查的，不列在这里。</li>
        <li>在列表或页面上看到您的登记、但证件号码和手机号只显示一部分的，不逐次列出。</li>
        <li>导出成文件的，记录了谁、何时、为什么、多少台机械，但不逐个记录机主，所以不在这里。</li>
        <li>机械转给您以前的，不在这里；机构和岗位按工作人员今天的情况显示。</li>
      </ul>
      <p style={{ marginTop: 8 }}>觉得不该看的，请打受理部门的电话询问，他们能查到是哪位工作人员。</p>
    </section>
  )
}
