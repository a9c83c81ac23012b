// Does everything that the clients of one version of the SDK can do here, and prints a line for each operation. The
// version is the first argument; everything else comes from the environment.
const { Camunda8 } = (await import(process.argv[2])).default

const camunda = new Camunda8()
const tasklist = camunda.getTasklistApiClient()
const operate = camunda.getOperateApiClient()

async function step(name, run) {
  try {
    console.log(`${name}: ${await run()}`)
  } catch (failure) {
    console.log(`${name}: failed: ${failure.message}`)
  }
}

const EMBEDDED = 'camunda-forms:bpmn:'
let task
await step('task', async () => {
  const open = await tasklist.searchTasks({ state: 'CREATED', assigned: false, pageSize: 50 })
  task = open.find(found => found.formKey?.startsWith(EMBEDDED) || found.formId) ?? open[0]
  return task.id
})
await step('search', async () => `${(await tasklist.searchTasks({ state: 'CREATED', pageSize: 10 })).length} tasks`)
await step('page', async () => {
  const first = await tasklist.searchTasks({ state: 'CREATED', pageSize: 2 })
  const next = await tasklist.searchTasks({ state: 'CREATED', pageSize: 2, searchAfter: first[1].sortValues })
  const back = await tasklist.searchTasks({ state: 'CREATED', pageSize: 2, searchBefore: next[0].sortValues })
  return back.map(found => found.id).join() === first.map(found => found.id).join() ? 'forward and back' : 'lost'
})
await step('filter', async () => {
  const found = await tasklist.searchTasks({
    processDefinitionKey: task.processDefinitionKey,
    dueDate: { from: new Date(0), to: new Date(4e12) },
    sort: [{ field: 'dueDate', order: 'ASC' }]
  })
  return found.every(one => one.processDefinitionKey === task.processDefinitionKey) ? 'fits' : 'wrong'
})
await step('get', async () => ((await tasklist.getTask(task.id)).id === task.id ? 'same' : 'other'))
await step('variables', async () => ((await tasklist.getVariables({ taskId: task.id })).length > 0 ? 'some' : 'none'))
await step('variable', async () => {
  const [first] = await tasklist.getVariables({ taskId: task.id })
  return (await tasklist.getVariable(first.id)).name === first.name ? 'same' : 'other'
})
await step('form', async () => {
  const id = task.formId ?? task.formKey.slice(EMBEDDED.length)
  return JSON.parse((await tasklist.getForm(id, task.processDefinitionKey)).schema).components.length > 0 ? 'read' : 'empty'
})
await step('claim', async () =>
  (await tasklist.assignTask({ taskId: task.id, assignee: 'demo', allowOverrideAssignment: true })).assignee
)
await step('unclaim', async () => (await tasklist.unassignTask(task.id)).assignee ?? 'unassigned')
await step('claim again', async () => (await tasklist.assignTask({ taskId: task.id, assignee: 'demo' })).assignee)
await step('complete', async () => (await tasklist.completeTask(task.id, { reviewed: true, note: 'fine', count: 3 })) && 'done')
await step('state', async () => (await tasklist.getTask(task.id)).taskState)
await step('unknown task', async () => {
  try {
    return (await tasklist.getTask('1')).id
  } catch (failure) {
    return (failure.response?.statusCode ?? failure.statusCode) === 404 ? 'refused' : failure.message
  }
})

let key
await step('definitions', async () => {
  const page = await operate.searchProcessDefinitions({ size: 3, sort: [{ field: 'bpmnProcessId', order: 'ASC' }] })
  key = page.items[0].key
  return page.items.length === 3 ? 'some' : 'none'
})
await step('definition', async () => ((await operate.getProcessDefinition(key)).key === key ? 'same' : 'other'))
await step('model', async () => ((await operate.getProcessDefinitionXML(key)).includes('<bpmn:process') ? 'read' : 'empty'))
const none = page => (page.items.length === 0 && page.total === '0' ? 'none' : 'some')
await step('instances', async () => none(await operate.searchProcessInstances({ filter: {}, size: 50 })))
await step('incidents', async () => none(await operate.searchIncidents()))
await step('flow nodes', async () => none(await operate.searchFlownodeInstances({})))
await step('decisions', async () => none(await operate.searchDecisionDefinitions({})))
await step('decision instances', async () => none(await operate.searchDecisionInstances({})))
await step('decision requirements', async () => none(await operate.searchDecisionRequirements({})))
