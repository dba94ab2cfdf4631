import { useState } from "react";
import type { HTMLAttributes, RefAttributes } from "react";
import { createRoot } from "react-dom/client";
import type { WorkflowDocument } from "segflow";
import type { ChangeDetail, SegflowBuilder } from "segflow/builder";
import "segflow/builder";
import { given, hear } from "../common/given.js";

type Given = Partial<Pick<SegflowBuilder, "workflow" | "accounts" | "sample" | "host" | "plan" | "workflows" | "panels" | "theme" | "readOnly">>;

type Props = HTMLAttributes<SegflowBuilder> & RefAttributes<SegflowBuilder> & Given & {
  "onsegflow-change"?: (event: CustomEvent<ChangeDetail>) => void;
  "onsegflow-run-end"?: (event: Event) => void;
};

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "segflow-builder": Props;
    }
  }
}

const { workflow, accounts } = await given();

/** The page holds the document, as React likes it. */
function Builder({ id }: { id: string }) {
  const [document, setDocument] = useState<WorkflowDocument>(workflow);
  return (
    <segflow-builder
      id={id}
      workflow={document}
      accounts={accounts}
      onsegflow-change={(event) => {
        hear(event);
        setDocument(event.detail.workflow);
      }}
      onsegflow-run-end={hear}
    />
  );
}

const root = document.getElementById("app");
if (root) createRoot(root).render(<><Builder id="a" /><Builder id="b" /></>);
