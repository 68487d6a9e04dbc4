import { Button } from 'antd'
import { formatMinute } from '@/components/ui/format-minute'
import { Empty } from '@/components/ui/states'
import type { MachineSearchPage } from '@/lib/features/machine/schema/search'
import styles from './search.module.css'
import type { Search } from './use-search'

type Meaning = MachineSearchPage['meaning']

/** What was looked at, in the words of the registration. */
const LOOKED_AT: Record<NonNullable<Meaning>, string> = {
  CATEGORY: '机械类别',
  BRAND: '品牌（开头）',
  NUMBER: '登记号码（含曾用号码）',
  FILING: '查询号',
  CODE: '号码、号牌、出厂编号、发动机编号、产品识别码、机械环保代码、信息公开编号、型号',
  LETTERS: '编号、型号、所有者名称',
  NAME: '所有者名称',
  PHONE: '所有者手机号',
  ID_NUMBER: '所有者证件号码',
  WORDS: '空格分开的每个词（编号、型号、品牌、类别、名称、厂家、所有者）',
  TOO_SHORT: '',
}

const HINTS: Record<NonNullable<Meaning>, string> = {
  CATEGORY: '',
  BRAND: '',
  NUMBER: '请对照铭牌或号码贴核对；号码中没有字母 I 和 O。也可以只输入其中连续的几位。',
  FILING: '查询号只能查到已经登记的机械；还在审核的，请在“登记审核”的队列里查找。',
  CODE: '可以只输入编号中连续的三位以上，不必输入空格和横线。',
  LETTERS: '编号和型号输入其中连续的三位以上，所有者名称输入其中连续的两个以上字母或汉字。',
  NAME: '姓名或单位名称要输入其中连续的两个字以上，简称查不到全称里没有的字。',
  PHONE: '手机号要输入完整的 11 位，是所有者账号的手机号。',
  ID_NUMBER: '身份证号或统一社会信用代码要输入完整的 18 位。',
  WORDS: '',
  TOO_SHORT: '号码、号牌、编号至少输入连续的三位；所有者名称至少输入两个汉字；手机号和证件号码要输入完整。',
}

const EMPTY_AREA = {
  title: '这个地区还没有登记的机械',
  hint: '登记审核通过、核发号码后，机械就会出现在这里。',
}

type Props = {
  search: Search
  result: Pick<MachineSearchPage, 'meaning' | 'tried' | 'suggestions' | 'movedAway'>
}

/** Explains an empty result and offers the next steps. */
export function NoResult({ search, result: { meaning, tried, suggestions, movedAway } }: Props) {
  const { question, hasConditions, set, clear } = search
  if (!hasConditions) {
    return <Empty title="辖区内还没有登记的机械" hint="登记审核通过、核发号码后，机械就会出现在这里。" />
  }
  if (movedAway) return <Moved move={movedAway} />
  const { q, sort: _, ...filters } = question
  const { minKw, maxKw } = filters
  if (minKw !== undefined && maxKw !== undefined && minKw > maxKw) {
    const turned = { minKw: String(maxKw), maxKw: String(minKw) }
    return (
      <Empty
        title={`功率从 ${minKw} 到 ${maxKw} kW：起止填反了`}
        hint="没有机械同时符合，并不表示没有这样的机械。"
        action={
          <Button type="primary" onClick={() => set(turned)}>
            改为 {maxKw}–{minKw} kW
          </Button>
        }
      />
    )
  }
  const offerTextOnly = q !== undefined && Object.keys(filters).length > 0 && meaning !== 'TOO_SHORT'
  const { provinceCode, cityCode, districtCode, ...others } = filters
  const onlyArea = q === undefined && Object.keys(others).length === 0
  const texts = meaning
    ? { title: titleOf(meaning, tried), hint: HINTS[meaning] }
    : onlyArea
      ? EMPTY_AREA
      : undefined
  return (
    <Empty
      title={texts?.title ?? '没有符合这些条件的机械'}
      hint={texts?.hint ?? '去掉一两个条件再试。'}
      action={
        meaning === 'TOO_SHORT' ? undefined : (
          <>
            {suggestions.length > 0 && (
              <Suggestions codes={suggestions} onChoose={(code) => set({ q: code })} />
            )}
            {offerTextOnly && (
              <Button type="primary" style={{ marginRight: 8 }} onClick={() => onlyText(q)}>
                只按“{q}”查找
              </Button>
            )}
            <Button onClick={clear}>清除全部条件</Button>
          </>
        )
      }
    />
  )

  function onlyText(text: string) {
    clear()
    set({ q: text })
  }
}

/** It is in the register, in another area. */
function Moved({
  move: { number, cityName, movedAt },
}: {
  move: NonNullable<MachineSearchPage['movedAway']>
}) {
  return (
    <Empty
      title={`${number} 已迁出本辖区`}
      hint={`机主于 ${formatMinute(movedAt)} 把使用地点变更到${cityName}，登记由迁入地管理；现在的情况请向当地生态环境部门查询。`}
    />
  )
}

/** Says what was looked at: a text that was not found by its owner may still be a code that nobody looked for. */
function titleOf(meaning: NonNullable<Meaning>, tried: readonly NonNullable<Meaning>[]): string {
  if (meaning === 'TOO_SHORT') return '请再输入几个字'
  const parts = tried.map((each) => LOOKED_AT[each]).join('、')
  return parts === '' ? '没有符合这些条件的机械' : `按 ${parts} 查找，均没有找到`
}

/** Suggestions are never searched automatically: the typed code may be right but unregistered, and the suggestion another machine. */
function Suggestions({ codes, onChoose }: { codes: readonly string[]; onChoose: (code: string) => void }) {
  return (
    <p className={styles.alike}>
      有相近的编号（O 与 0、I 与 1、B 与 8 等看起来相似），是否要找：
      {codes.map((code) => (
        <Button key={code} type="primary" size="small" onClick={() => onChoose(code)}>
          {code}
        </Button>
      ))}
    </p>
  )
}
