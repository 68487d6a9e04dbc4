'use client'

import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { Sideways } from '@/components/ui/sideways'
import { Empty, Failed, Loading } from '@/components/ui/states'
import { chinaTime } from '@/lib/core/clock'
import { formatCount } from '@/lib/core/format-count'
import { monthName } from '@/lib/features/report/rules/words'
import { secondLookFiguresQuery } from '@/lib/features/second-look/api'
import { FINDING_LABELS, type SecondLookFigures } from '@/lib/features/second-look/schema'
import css from './figures.module.css'

/** 抽查情况, for supervisors: by month, by reviewer, by check, and the latest findings with the ways to correct them. */
export function FiguresPage() {
  const { data, error, refetch } = useQuery(secondLookFiguresQuery())
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <PageHeader
        title="抽查情况"
        hint={`本辖区现行：随机抽 ${data.share}%，核对存疑的抽 ${data.doubtShare}%；办结后几分钟内抽取；近十二个月`}
      />
      {data.unassigned > 0 ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={`${data.unassigned} 件抽中后无人可复核：本辖区没有作出决定者以外的审核人员或主管`}
        />
      ) : null}
      {data.months.length === 0 ? (
        <Empty title="还没有抽查过" hint="办结后几分钟内抽取；比例在“规则”中设定" />
      ) : (
        <Tables figures={data} />
      )}
    </>
  )
}

function Tables({ figures: { months, reviewers, kinds, latest } }: { figures: SecondLookFigures }) {
  return (
    <>
      <Table
        title="按月份"
        heads={['月份', '参与抽取', '抽中', '其中随机', '同意', '发现问题', '未复核']}
        rows={months.map(({ month, ...of }) => ({
          key: month,
          cells: [
            monthName(month),
            ...[of.considered, of.drawn, of.random, of.agreed, of.withFindings, of.open],
          ],
        }))}
      />
      <Table
        title="按审核人"
        heads={['审核人', '参与抽取', '抽中', '已复核', '有问题的件数', '问题数']}
        rows={reviewers.map(({ staffId, name, ...of }) => ({
          key: staffId,
          cells: [name, ...[of.considered, of.drawn, of.looked, of.withFindings, of.findings]],
        }))}
      />
      {kinds.length > 0 ? (
        <Table
          title="按核对"
          heads={['所涉核对', '问题数']}
          rows={kinds.map(({ kind, findings }) => ({
            key: kind,
            cells: [FINDING_LABELS[kind], findings],
          }))}
        />
      ) : null}
      {latest.length > 0 ? <Latest latest={latest} /> : null}
    </>
  )
}

function Latest({ latest }: Pick<SecondLookFigures, 'latest'>) {
  return (
    <Table
      title="最近发现的问题"
      heads={['复核时间', '所涉核对', '问题', '审核人', '复核人', '更正']}
      rows={latest.map((finding, at) => ({
        key: `${finding.filingId}${at}`,
        cells: [
          chinaTime(new Date(finding.lookedAt)),
          FINDING_LABELS[finding.kind],
          finding.text,
          finding.deciderName,
          finding.lookerName,
          <Ways key="ways" finding={finding} />,
        ],
      }))}
    />
  )
}

/** Where it can be corrected: the machine's page (stage, revocation), else the filing. */
function Ways({
  finding: { filingId, machineId, registrationNumber },
}: {
  finding: SecondLookFigures['latest'][number]
}) {
  return (
    <>
      {machineId ? (
        <Link href={`/machines/${machineId}`} prefetch={false}>
          {registrationNumber}（更正或撤销）
        </Link>
      ) : null}{' '}
      <Link href={`/filings/${filingId}`} prefetch={false}>
        查看登记
      </Link>
    </>
  )
}

/** A number is a count: it stands at the right of its column. */
type Cell = ReactNode

type TableProps = {
  title: string
  heads: readonly string[]
  rows: readonly { key: string; cells: readonly Cell[] }[]
}

function Table({ title, heads, rows }: TableProps) {
  return (
    <section className={css.section}>
      <h2>{title}</h2>
      <Sideways label={`${title}的数字`}>
        <table className={css.table} aria-label={title}>
          <thead>
            <tr>
              {heads.map((head, at) => (
                <th key={head} scope="col" className={lookOf(rows[0]?.cells[at])}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }) => (
              <tr key={key}>
                {heads.map((head, at) => (
                  <td key={head} className={lookOf(cells[at])}>
                    {typeof cells[at] === 'number' ? formatCount(cells[at]) : cells[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </section>
  )
}

const lookOf = (cell: Cell) => (typeof cell === 'number' ? css.count : undefined)
