import { EyeOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import { useMay } from '@/components/shell/actor-context'
import { revealPickupParty } from '@/lib/features/pickup/api'
import type { Pickup } from '@/lib/features/pickup/schema'
import css from './counter.module.css'

/**
 * Owner or agent. Showing the phone is an explicit, recorded action; the number of the document is read from the document
 * (docs/decisions/0041).
 */
export function PartyLine({ pickup, party }: { pickup: Pickup; party: 'OWNER' | 'AGENT' }) {
  const may = useMay()
  const { message } = App.useApp()
  const reveal = useMutation({
    mutationFn: () => revealPickupParty(pickup.id, party),
    onError: (error) => void message.error(error.message),
  })
  const details = party === 'OWNER' ? pickup.owner : pickup.agent
  if (!details) return null
  const unit = details.type === 'UNIT'
  return (
    <section className={css.party} aria-label={party === 'OWNER' ? '机主' : '被委托人'}>
      <h3>
        {party === 'OWNER' ? '机主' : '被委托人'} <Tag>{unit ? '单位' : '个人'}</Tag>
        {reveal.data ? (
          <span className={css.soft}>本次查看已记录</span>
        ) : (
          may('pickup.reveal') && (
            <Button
              type="link"
              size="small"
              icon={<EyeOutlined aria-hidden />}
              loading={reveal.isPending}
              onClick={() => reveal.mutate()}
            >
              查看手机号
            </Button>
          )
        )}
      </h3>
      <dl className={css.facts}>
        <div className={css.wide}>
          <dt>{unit ? '单位名称' : '姓名'}</dt>
          <dd>{details.name}</dd>
        </div>
        <div>
          <dt>{unit ? '信用代码' : '身份证号'}</dt>
          <dd>从证件上读取</dd>
        </div>
        <div>
          <dt>手机号</dt>
          <dd>{reveal.data?.phone ?? details.phoneMasked}</dd>
        </div>
        {party === 'OWNER' && pickup.assisted && <Assisted pickup={pickup} />}
      </dl>
    </section>
  )
}

/** Who entered it, and a contact to call, are on the filing's own page: a document of its own, hence a plain link. */
function Assisted({ pickup: { filingId } }: { pickup: Pickup }) {
  const may = useMay()
  return (
    <div className={css.wide}>
      <dt>窗口代办</dt>
      <dd>
        机主没有手机时由窗口录入
        {may('filing.assist') && <a href={`/counter/assisted/${filingId}`}>　查看联系人和录入人</a>}
      </dd>
    </div>
  )
}
