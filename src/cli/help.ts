import { VERSION } from '../version.js';

/** What `mcm --help` says. */
export const HELP = `multi-cloud-manager ${VERSION}: an MCP server for the servers you run on several clouds.

Usage: mcm <command> [options]

  serve               Speak MCP on stdin and stdout. An MCP client (Claude, Cursor, VS Code, Codex) starts this.
  demo                Play a short session against simulated clouds. No credentials, no network.
  demo --serve        Be the MCP server of those simulated clouds, to try with a client of your own.
  tools               List the tools. --json or --markdown for machines and documents.
  call TOOL [JSON]    Call one tool through the same checks and audit. --json prints the structured result.
  find IP             Whose address it is. --provider P, --account A, --json.
  ls                  The servers of every cloud, in a table. --provider P, --account A, --region R, --status S, --name N,
                      --tag KEY[=VALUE] narrow it; --json.
  metrics SERVER      How a server is doing. --hours N, --json. SERVER is an IP address, PROVIDER/ID, PROVIDER/ACCOUNT/ID or an
                      exact name.
  power ACTION SERVER Switch its power: power_on, power_off, shutdown or reboot; in a terminal it asks what has to be
                      confirmed. --force, --dry-run, --reason TEXT, --wait SECONDS; --ip, --name and --operation
                      confirm it in a script, where that is enough; --json.
  doctor              Check everything that mcm needs, and start it once as each MCP client would; say what to do about what
                      is wrong. --json for machines; --offline sends nothing to a cloud; --project also starts what the
                      client files in this directory name. Exit code 1 where something failed.
  init                Find what is there (AWS profiles, doctl's and aliyun's, the environment, a .env), show how the servers would be
                      treated, and write a commented config without a secret. In a terminal it asks; --cloud LIST or --yes say it
                      in a script. --account CLOUD/NAME, --env-file FILE, --config FILE, --format yaml|ts, --read-only choose;
                      --offline asks no cloud, --print only shows the config, --force replaces one and keeps a copy, --trust
                      trusts one in this directory; --json.
  install --client C  Tell an MCP client to start mcm: claude-desktop, claude-code, cursor, vscode or codex. It shows what changes,
                      keeps the rest of the client's file and a copy of it. --config FILE, --env-file FILE, --read-only and
                      --preset NAME go into the entry; --name NAME, --replace NAME; --print only shows it.
  trust [FILE]        Trust the config file in this directory (or FILE) as it is now. --remove takes it back.
  audit list          What was called, done and refused. --limit N, --power, --provider P, --instance ID, --tool T,
                      --outcome O, --since TIME|2h|7d narrow it.
  audit show CALL_ID  All that the audit trail says of one call. The beginning of the id is enough.
  audit verify        Check that the audit trail is as mcm wrote it. Exit code 1 names the first record that is not.
  audit tail          The last records. -n N says how many, --follow waits for more.
  approve [ID]        In a terminal: answer what the assistant may not answer itself.
  unlock [SERVER]     In a terminal: unlock the power of PROVIDER/ACCOUNT/ID after wrong confirmations or a crash.
  plugin create NAME  Write a new plugin package, mcm-plugin-NAME, that builds, tests and runs as it is. --dir DIR says
                      where; --policy makes a policy instead.
  plugin add SPEC     Install a plugin or policy package: NAME, NAME@VERSION, ./NAME.tgz or a folder. npm does it, and runs
                      no script of the package.
  plugin list         What is installed, whether its files are as they were, and whether the config names it. --json.
  plugin remove NAME  Remove an installed package, by its name or its plugin's.
  plugin validate PATH
                      Load a plugin or policy (the folder of its package, or a file) in a process of its own, and say
                      what is wrong with it. --json for machines; --timeout SECONDS says how long it may take, and
                      --with JSON gives its config or options.
  policy test FILE    Try the configured policies on a table of cases, in YAML or JSON. --json for machines. Exit code 1
                      where one is not as expected. No cloud is asked.

Options of serve, tools, call, find, ls, metrics, power, doctor, policy, plugin list and plugin remove:
  --config PATH       Use this config file.
  --config-dir DIR    Use the mcm.config.* in this directory.
  --env-file PATH     Read a dotenv file. The real environment wins.
  --read-only         Offer and allow no power actions.
  --preset NAME       full (every tool), or unified (the general tools, which work on every cloud; fewer tokens).
  --include LIST      Offer these tools too; --exclude LIST leaves some out. Commas between, * for any letters.
  --hide-unavailable  Do not list the tools of clouds that are not configured.
  --log-level LEVEL   debug, info, warning, error or silent: from where on lines are written to stderr.

Options of serve and demo --serve:
  --log-format FORM   json, pretty, or auto: pretty where stderr is a terminal, else JSON.

Options of audit:
  --state-dir DIR     Read the trail in this state directory.
  --json              For machines.

Options of approve and unlock:
  --state-dir DIR     Work on this state directory.
  --list              Only show what there is; this needs no terminal.
  --config PATH       unlock: a config whose stateStore, of a plugin, keeps what is locked.

  -h, --help          This text.
  -v, --version       The version.

Exit codes: 0 done, 1 failed, 2 used or configured wrongly, 3 confirmation required.
`;

/** What `mcm` alone says to a person at a terminal. */
export const GREETING = `multi-cloud-manager ${VERSION}

mcm is an MCP server: an MCP client starts it and talks to it, so by itself it has nothing to show.

  mcm demo     see what it does, on simulated clouds
  mcm tools    see what it offers
  mcm init     begin a config with what is found here
  mcm doctor   see whether everything works here, and what to do
  mcm --help   see everything else
`;
