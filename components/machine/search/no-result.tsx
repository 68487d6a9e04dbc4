import { Button } from 'antd'
import { Empty } from '@/components/ui/states'
import type { MachineSearchPage } from '@/lib/features/machine/schema/search'
import styles from './search.module.css'
import type { Search } from './use-search'

type Meaning = MachineSearchPage['meaning']

const NOT_FOUND: Record<NonNullable<Meaning>, { title: string; hint: string }> = {
  NUMBER: {
    title: '没有这个登记号码的机械',
    hint: '请对照铭牌或号码贴核对；号码中没有字母 I 和 O。也可以只输入其中连续的几位。',
  },
  CODE: {
    title: '没有找到这个编号',
    hint: '可以只输入编号中连续的三位以上，不必输入空格和横线。',
  },
  LETTERS: {
    title: '没有找到含有这些字母的编号、型号或所有者',
    hint: '编号和型号输入其中连续的三位以上，所有者名称输入其中连续的两个以上字母或汉字。',
  },
  NAME: {
    title: '没有找到这个所有者',
    hint: '姓名或单位名称要输入其中连续的两个字以上，简称查不到全称里没有的字。',
  },
  PHONE: { title: '这个手机号名下没有机械', hint: '手机号要输入完整的 11 位，是所有者账号的手机号。' },
  ID_NUMBER: {
    title: '这个证件号码名下没有机械',
    hint: '身份证号或统一社会信用代码要输入完整的 18 位。',
  },
  TOO_SHORT: {
    title: '请再输入几个字',
    hint: '号码、号牌、编号至少输入连续的三位；所有者名称至少输入两个汉字；手机号和证件号码要输入完整。',
  },
}

const EMPTY_AREA = {
  title: '这个地区还没有登记的机械',
  hint: '登记审核通过、核发号码后，机械就会出现在这里。',
}

type Props = { search: Search; meaning: Meaning; suggestions: readonly string[] }

/** Explains an empty result and offers the next steps. */
export function NoResult({ search, meaning, suggestions }: Props) {
  const { question, hasConditions, set, clear } = search
  if (!hasConditions) {
    return <Empty title="辖区内还没有登记的机械" hint="登记审核通过、核发号码后，机械就会出现在这里。" />
  }
  const { q, sort: _, ...filters } = question
  const offerTextOnly = q !== undefined && Object.keys(filters).length > 0 && meaning !== 'TOO_SHORT'
  const { provinceCode, cityCode, districtCode, ...others } = filters
  const onlyArea = q === undefined && Object.keys(others).length === 0
  const texts = meaning ? NOT_FOUND[meaning] : onlyArea ? EMPTY_AREA : undefined
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
