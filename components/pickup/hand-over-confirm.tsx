import { Alert, Modal } from 'antd'
import { useId } from 'react'
import { NOT_COMPARED, ROLE_LABELS } from '@/lib/features/pickup/rules/collector-words'
import { notPrinted } from '@/lib/features/pickup/rules/printed-items'
import { ITEM_LABELS, type Pickup } from '@/lib/features/pickup/schema'
import css from './counter.module.css'
import type { HandOver } from './use-hand-over'

type Props = { open: boolean; form: HandOver; pickups: readonly Pickup[]; onClose: () => void }

/** The last look before a hand-over, with a question for every item of which no copy was printed. */
export function HandOverConfirm({ open, form, pickups, onClose }: Props) {
  const focusId = useId()
  const missing = form.items.filter((item) =>
    pickups.some(({ copies }) => notPrinted([item], copies).length > 0),
  )
  const asks = missing.length > 0
  const what = pickups.length === 1 ? pickups[0]?.registrationNumber : `${pickups.length} 台机械的号码`
  return (
    <Modal
      open={open}
      title={`发放 ${what}`}
      okText={asks ? '仍要发放' : '确认发放（回车）'}
      cancelText={asks ? '返回（回车）' : '返回（Esc）'}
      okButtonProps={{
        id: asks ? undefined : focusId,
        danger: asks,
        loading: form.send.isPending,
        // A held-down Enter must not confirm a dialog that nobody has read.
        onKeyDown: (event) => event.repeat && event.preventDefault(),
      }}
      // Where it asks, a second Enter leads back: what cannot be undone is chosen.
      cancelButtonProps={{ id: asks ? focusId : undefined }}
      afterOpenChange={(shown) => shown && document.getElementById(focusId)?.focus()}
      onCancel={onClose}
      onOk={() => form.confirm(onClose)}
    >
      {asks && (
        <Alert
          type="warning"
          showIcon
          title={`尚未打印 ${missing.map((item) => ITEM_LABELS[item]).join('、')}，仍要发放？`}
        />
      )}
      <p>
        领取人：{ROLE_LABELS[form.role]} <strong>{form.name}</strong>
        {form.notCompared && `（${NOT_COMPARED}，请确认受机主委派或委托）`}
      </p>
      <p>物品：{form.items.map((item) => ITEM_LABELS[item]).join('、')}</p>
      {pickups.length > 1 && (
        <p className={css.numbers}>号码：{pickups.map((each) => each.registrationNumber).join('、')}</p>
      )}
      <p className={css.soft}>发放后不能撤回。</p>
    </Modal>
  )
}
