'use client'

import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Tag } from 'antd'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { DeskFrame } from '@/components/desk/desk-frame'
import { DeskAbout, DeskHeader } from '@/components/desk/desk-header'
import { Panel } from '@/components/desk/panel'
import { PartyPanel } from '@/components/desk/party-panel'
import { usePhotoDesk } from '@/components/desk/use-photo-desk'
import { deskPhotos } from '@/components/photo/desk-photos'
import { useOptions } from '@/components/setting/use-options'
import { useActor } from '@/components/shell/actor-context'
import { formatMinute } from '@/components/ui/format-minute'
import { Failed, FailedPage, Loading } from '@/components/ui/states'
import { areaContains } from '@/lib/core/area'
import { chinaMinute } from '@/lib/core/clock'
import { proofText } from '@/lib/core/proof'
import { deskChangeQuery } from '@/lib/features/change/api/desk'
import { STAGE_FACTS } from '@/lib/features/change/rules/stage-facts'
import { CHANGE_STATUS_LABELS, CHANGE_TYPE_LABELS } from '@/lib/features/change/schema/change'
import type { DeskChange } from '@/lib/features/change/schema/console'
import { CHANGE_VERDICT_LABELS } from '@/lib/features/change/schema/decision'
import type { Names } from '@/lib/features/content/rules/display'
import { documentUrl } from '@/lib/features/document/api'
import { ChangeChecks } from './change-checks'
import { useChangeCountdown } from './change-decided'
import { ChangeDecision } from './change-decision'
import { type ChangePhoto, ChangeTable, ChangeText, MachineFacts, photoFor } from './change-facts'
import { ChangePhotos } from './change-photos'

/** Review desk of one change: photos on the left, before and after beside them, the decision at the foot. */
export function ChangeDesk({ id }: { id: string }) {
  const change = useQuery(deskChangeQuery(id))
  const options = useOptions()
  if (change.isPending || options.isPending) return <Loading />
  if (change.isError) return <FailedPage error={change.error} onRetry={() => change.refetch()} />
  if (options.isError) return <Failed error={options.error} onRetry={() => options.refetch()} />
  return <DeskBody key={change.data.id} change={change.data} names={options.names} />
}

function DeskBody({ change, names }: { change: DeskChange; names: Names }) {
  const pictures = { sent: deskPhotos(change.photos), registered: deskPhotos(change.machine.photos) }
  // Photos of the change first, marked as new.
  const photos = [...pictures.sent, ...pictures.registered]
  const { shown, show, register } = usePhotoDesk(photos, { first: firstPhoto(change.lines, photos) })
  return (
    <>
      <Header change={change} />
      <DeskFrame photos={<ChangePhotos {...pictures} shown={shown} show={show} register={register} />}>
        <ChangeText title="退回原因" text={change.status === 'RETURNED' ? change.comment : null} />
        <ChangeText title="注销原因" text={change.reason} />
        <ChangeText title="没有照片时的核实情况" text={change.evidenceReason} />
        <ChangeTable change={change} photos={photos} onShow={show} />
        <ChangeChecks change={change} />
        <StageHint change={change} names={names} />
        <PartyPanel
          title={change.newOwner ? '原机主' : '机主'}
          party={change.owner}
          note={
            <>
              <span>身份核验：{proofText(change.owner.proof)}</span>
              {change.operatorName && <span>经办人：{change.operatorName}</span>}
            </>
          }
        />
        {change.newOwner && <PartyPanel title="新机主" party={change.newOwner} />}
        <Papers change={change} />
        <MachineFacts machine={change.machine} names={names} />
      </DeskFrame>
      <ChangeDecision change={change} />
    </>
  )
}

/** The photo on which the first of the changed fields can be read. */
function firstPhoto(lines: DeskChange['lines'], photos: readonly ChangePhoto[]): ChangePhoto | undefined {
  const found = lines.map(({ path }) => photoFor(path, photos)).find((photo) => photo !== undefined)
  return found ?? photos[0]
}

function Header({ change }: { change: DeskChange }) {
  const router = useRouter()
  const { type, status, machine, submittedAt, decidedAt, decidedByName, openDecision, claim } = change
  const place = change.toDistrict?.fullName
  return (
    <DeskHeader title={CHANGE_TYPE_LABELS[type]} backLabel="返回列表" onBack={() => router.back()}>
      <Tag color={status === 'SUBMITTED' ? 'processing' : 'default'}>{CHANGE_STATUS_LABELS[status]}</Tag>
      {openDecision && !openDecision.mine ? <OthersDecision change={change} open={openDecision} /> : null}
      <NumberLink machine={machine} />
      <DeskAbout>
        {change.district?.fullName}
        {place && place !== change.district?.fullName ? ` → ${place}` : ''}
        {` · ${formatMinute(submittedAt)} 提交`}
        {decidedAt && decidedByName ? ` · ${decidedByName} ${formatMinute(decidedAt)} 办理` : ''}
        {decidedAt && !decidedByName ? ' · 即时生效' : ''}
        {claim && !openDecision ? ` · ${claimText(claim)}` : ''}
      </DeskAbout>
    </DeskHeader>
  )
}

function claimText({ mine, staffName, expiresAt }: NonNullable<DeskChange['claim']>): string {
  return mine ? `您已领取，保留至 ${chinaMinute(new Date(expiresAt)).slice(-5)}` : `${staffName} 正在审核`
}

type OthersProps = { change: DeskChange; open: NonNullable<DeskChange['openDecision']> }

/** A colleague has decided, and nobody else can do anything now. The officer's own decision stands beside the actions. */
function OthersDecision({ change, open: { staffName, verdict } }: OthersProps) {
  const seconds = useChangeCountdown(change)
  return (
    <Tag color="warning">
      {staffName} 已决定 {CHANGE_VERDICT_LABELS[verdict]}，{seconds > 0 ? `${seconds} 秒后生效` : '正在生效'}
    </Tag>
  )
}

/** The registration number; a link unless the machine has moved out of the officer's area. */
function NumberLink({ machine }: Pick<DeskChange, 'machine'>) {
  const { divisionCode } = useActor()
  const number = <strong>{machine.registrationNumber}</strong>
  if (!machine.district || !areaContains(divisionCode, machine.district.code)) return number
  return (
    <Link href={`/machines/${machine.id}`} prefetch={false}>
      {number}
    </Link>
  )
}

/** After a change a new 采集表 can be printed (domain.md, Changes); each opening makes a numbered copy. */
function Papers({ change }: { change: DeskChange }) {
  const { papersOf } = change.machine
  if (change.status !== 'DONE' || !papersOf) return null
  return (
    <Panel
      title="登记号码不变，信息采集表可以重新打印"
      aside={
        <Button
          href={documentUrl(papersOf, 'collection-form')}
          target="_blank"
          rel="noopener"
          icon={<PrinterOutlined aria-hidden />}
        >
          打印信息采集表
        </Button>
      }
    />
  )
}

/** The stage is the first character of the number: it has its own correction and does not follow a change of these fields. */
function StageHint({ change, names }: { change: DeskChange; names: Names }) {
  const touched = change.lines
    .filter(({ path }) => STAGE_FACTS.some((fact) => fact === path))
    .map(({ label }) => label)
  if (change.status !== 'SUBMITTED' || touched.length === 0) return null
  const { emissionStage } = change.machine
  const stage = names.lists.STAGE?.[emissionStage] ?? emissionStage
  return (
    <Alert
      type="info"
      showIcon
      title={`${touched.join('、')}变更不改变已核定的排放阶段（${stage}）和登记号码，请核对是否仍然适用。`}
    />
  )
}
