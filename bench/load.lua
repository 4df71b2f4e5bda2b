-- The requests of each measurement, for wrk:  wrk … -s load.lua URL -- KIND RUN KEY CUSTOMERS [METER DAY]
-- RUN makes identifiers distinct, CUSTOMERS is a file of ids, DAY the first second of the day that summaries are asked for.

local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

local form = "application/x-www-form-urlencoded"
local types = {events = form, create = form, pay = form, stream = "application/json"}
local kinds, customers, run, meter, day = {}, {}, "", "", 0
local count, body = 0, {}

local function customer()
  return customers[count % #customers + 1]
end

-- One meter event with an identifier of its own.
function kinds.events()
  return wrk.format("POST", "/v1/billing/meter_events", nil,
    "event_name=bench&payload[stripe_customer_id]=" .. customer() .. "&payload[value]=3&identifier=" .. run .. "-" .. number .. "-" .. count)
end

-- A hundred events of a hundred customers in one request.
function kinds.stream()
  for i = 1, 100 do
    body[i] = '{"event_name":"bench","identifier":"' .. run .. "-" .. number .. "-" .. count .. "-" .. i ..
      '","payload":{"stripe_customer_id":"' .. customers[(count * 100 + i) % #customers + 1] .. '","value":"3"}}'
  end
  return wrk.format("POST", "/v2/billing/meter_event_stream", nil,
    '{"events":[' .. table.concat(body, ",") .. "]}")
end

-- The 24 hours of one day of one customer, another customer each time.
function kinds.summaries()
  return wrk.format("GET", "/v1/billing/meters/" .. meter .. "/event_summaries?customer=" .. customer() ..
    "&start_time=" .. day .. "&end_time=" .. day + 86400 .. "&value_grouping_window=hour&limit=24")
end

function kinds.create()
  return wrk.format("POST", "/v1/customers", nil,
    "name=Customer+" .. count .. "&email=" .. run .. "." .. number .. "." .. count .. "%40example.com&metadata[number]=" .. count)
end

-- A card payment, created and confirmed.
function kinds.pay()
  return wrk.format("POST", "/v1/payment_intents", nil,
    "amount=2000&currency=usd&confirm=true&payment_method=pm_card_visa&payment_method_types[]=card&metadata[number]=" .. count)
end

function kinds.retrieve()
  return wrk.format("GET", "/v1/customers/" .. customer())
end

function kinds.list()
  return wrk.format("GET", "/v1/customers?limit=10")
end

function init(args)
  run, meter, day = args[2], args[5], tonumber(args[6] or "0")
  wrk.headers["Authorization"] = "Bearer " .. args[3]
  wrk.headers["Stripe-Version"] = "2025-02-24.acacia"
  wrk.headers["Content-Type"] = types[args[1]]
  for line in io.lines(args[4]) do customers[#customers + 1] = line end
  local kind = kinds[args[1]]
  request = function()
    count = count + 1
    return kind()
  end
end

-- Answered, microseconds, refused, broken, and the latencies in microseconds.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50), latency:percentile(99)))
end
