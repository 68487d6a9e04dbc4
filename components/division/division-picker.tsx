'use client'

import { useQueryClient } from '@tanstack/react-query'
import { App, Cascader } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { areaContains } from '@/lib/core/area'
import { divisionOptions } from '@/lib/features/division/api'
import type { DivisionDto } from '@/lib/features/division/schema'

type Node = { value: string; label: string; isLeaf: boolean; children?: Node[] }
type Props = {
  id?: string
  value?: string
  onChange?: (code: string | undefined) => void
  /** Any level may be chosen: a bureau may belong to a city or a province, a filing only to a district. */
  anyLevel?: boolean
  /** Only divisions below this one; the whole country without it. */
  root?: string
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

/** Province, city, district; a level is loaded when it is opened. As a form field its value is one code. */
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
  const { nodes, failed, load } = useTree(props.root, value)
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

/** The tree of loaded divisions; initially down to the chosen one, so that its name is shown. */
function useTree(root: string | undefined, value: string | undefined) {
  const client = useQueryClient()
  const [nodes, setNodes] = useState<Node[]>([])
  const [failed, setFailed] = useState(false)
  const { message } = App.useApp()

  const loadChildren = useCallback(
    async (parent?: string) => (await client.fetchQuery(divisionOptions(parent))).data.map(nodeOf),
    [client],
  )
  const loadTree = useCallback(async () => {
    const topLevel = await loadChildren(root)
    let level: Node[] | undefined = topLevel
    while (level && value) {
      const above: Node | undefined = level.find(
        (node) => !node.isLeaf && node.value !== value && areaContains(node.value, value),
      )
      if (above) above.children = await loadChildren(above.value)
      level = above?.children
    }
    return topLevel
  }, [loadChildren, root, value])

  useEffect(() => {
    let current = true
    loadTree().then(
      (tree) => current && setNodes(tree),
      () => current && setFailed(true),
    )
    return () => {
      current = false
    }
  }, [loadTree])

  const load = async (path: Node[]) => {
    const last = path.at(-1)
    if (!last) return
    try {
      last.children = await loadChildren(last.value)
    } catch {
      // Left without a level below it, it is read again when it is opened again.
      message.error(`${last.label}以下的区划没有读到，请再试一次`)
    }
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
