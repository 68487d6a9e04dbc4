'use client'
import { useQueryClient } from '@tanstack/react-query'
import { Cascader } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { areaContains } from '@/lib/core/area'
import { divisionOptions } from '@/lib/features/division/api'
import type { DivisionDto } from '@/lib/features/division/schema'

type Node = { value: string; label: string; isLeaf: boolean; children?: Node[] }
type Props = {
  id?: string
  value?: string
  onChange?: (code: string | undefined) => void
  /** A bureau may stand for a city or a province; a filing names a district. */
  anyLevel?: boolean
  /** Only what lies below this division; the whole country without one. */
  within?: string
  clearable?: boolean
  label?: string
  placeholder?: string
  width?: number | string
}

const nodeOf = (division: DivisionDto): Node => ({
  value: division.code,
  label: division.name,
  isLeaf: division.leaf,
})

/** Province, city, district, each level asked for when it is opened. As a form field its value is one code. */
export function DivisionPicker(props: Props) {
  const {
    id,
    value,
    onChange,
    anyLevel = false,
    clearable = false,
    label,
    placeholder = '省、市、区县',
  } = props
  const { nodes, failed, load } = useTree(props.within, value)
  return (
    <Cascader<Node>
      id={id}
      aria-label={label}
      style={{ width: props.width ?? '100%' }}
      options={nodes}
      value={pathTo(nodes, value)}
      loadData={(path) => void load(path)}
      changeOnSelect={anyLevel}
      allowClear={clearable}
      placeholder={placeholder}
      status={failed ? 'error' : undefined}
      notFoundContent={failed ? '区划没有读到，请刷新后再试' : '正在读取…'}
      onChange={(path) => onChange?.(path?.at(-1)?.toString())}
    />
  )
}

/** The tree as far as it was opened, at first down to the chosen division, so that its name is shown. */
function useTree(within: string | undefined, value: string | undefined) {
  const client = useQueryClient()
  const [nodes, setNodes] = useState<Node[]>([])
  const [failed, setFailed] = useState(false)

  const below = useCallback(
    async (parent?: string) => (await client.fetchQuery(divisionOptions(parent))).data.map(nodeOf),
    [client],
  )
  const open = useCallback(async () => {
    const tops = await below(within)
    let level: Node[] | undefined = tops
    while (level && value) {
      const above: Node | undefined = level.find(
        (node) => !node.isLeaf && node.value !== value && areaContains(node.value, value),
      )
      if (above) above.children = await below(above.value)
      level = above?.children
    }
    return tops
  }, [below, within, value])

  useEffect(() => {
    let current = true
    open().then(
      (tree) => current && setNodes(tree),
      () => current && setFailed(true),
    )
    return () => {
      current = false
    }
  }, [open])

  const load = async (path: Node[]) => {
    const last = path.at(-1)
    if (!last) return
    last.children = await below(last.value).catch(() => [])
    setNodes((before) => [...before])
  }
  return { nodes, failed, load }
}

/** The codes from the uppermost level down to the chosen one. */
function pathTo(nodes: readonly Node[], code: string | undefined): string[] | undefined {
  for (const node of nodes) {
    if (node.value === code) return [node.value]
    const rest = node.children ? pathTo(node.children, code) : undefined
    if (rest) return [node.value, ...rest]
  }
  return undefined
}
