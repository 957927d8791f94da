"""A workspace that is closed before the first compute exists."""

# --8<-- [start:workspace]
from azure.ai.ml import MLClient
from azure.ai.ml.constants import ManagedServiceIdentityType
from azure.ai.ml.entities import (
    CustomerManagedKey,
    FqdnDestination,
    IdentityConfiguration,
    IsolationMode,
    ManagedIdentityConfiguration,
    ManagedNetwork,
    ManagedOnlineEndpoint,
    Workspace,
)
from azure.identity import DefaultAzureCredential

subscription, group = "00000000-0000-0000-0000-000000000000", "churn"
ml = MLClient(DefaultAzureCredential(), subscription, group)

providers = f"/subscriptions/{subscription}/resourceGroups/{group}/providers"
vault = f"{providers}/Microsoft.KeyVault/vaults/churn-keys"
workspace = Workspace(
    name="churn-private",
    location="westeurope",
    # studio and data plane; Resource Manager stays public
    public_network_access="Disabled",
    managed_network=ManagedNetwork(
        # cannot be relaxed later
        isolation_mode=IsolationMode.ALLOW_ONLY_APPROVED_OUTBOUND,
        # a host-name rule adds a billed firewall
        outbound_rules=[FqdnDestination(name="crm", destination="crm.example.com")],
    ),
    customer_managed_key=CustomerManagedKey(
        key_vault=vault, key_uri="https://churn-keys.vault.azure.net/keys/ml/1"
    ),
    # temporary disks of the compute are encrypted; only now, never later
    hbi_workspace=True,
    # without it the storage account's shared key opens everything
    system_datastores_auth_mode="identity",
)
ml.workspaces.begin_create(workspace).result()
# until then no online deployment can be made; monitors do not run in such a network
ml.workspaces.begin_provision_network(workspace_name="churn-private").result()
# --8<-- [end:workspace]

# --8<-- [start:endpoint]
production = MLClient(DefaultAzureCredential(), subscription, group, "churn-private")
identities = f"{providers}/Microsoft.ManagedIdentity/userAssignedIdentities"
endpoint = ManagedOnlineEndpoint(
    name="churn-private",  # "churn" is taken in this region
    # the right to call is a role assignment, not possession of a string
    auth_mode="aad_token",
    public_network_access="disabled",  # again, per endpoint
    # before the first deployment it needs AcrPull on the registry and Storage Blob Data
    # Reader on the storage account; a system-assigned one gets both by itself
    identity=IdentityConfiguration(
        type=ManagedServiceIdentityType.USER_ASSIGNED,
        user_assigned_identities=[
            ManagedIdentityConfiguration(resource_id=f"{identities}/churn-serve")
        ],
    ),
)
production.online_endpoints.begin_create_or_update(endpoint).result()
# --8<-- [end:endpoint]
